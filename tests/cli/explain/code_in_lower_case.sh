outcheck explain t101 | head -1
