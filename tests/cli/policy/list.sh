outcheck policy list
