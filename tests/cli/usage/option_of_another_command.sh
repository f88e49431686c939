outcheck explain --write T101
