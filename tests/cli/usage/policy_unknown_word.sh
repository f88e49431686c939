outcheck policy lsit
