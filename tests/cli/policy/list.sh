outcheck policy list | head -5
