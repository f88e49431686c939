outcheck protect --time-limit soon table.jj
