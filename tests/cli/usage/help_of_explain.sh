outcheck explain -h
