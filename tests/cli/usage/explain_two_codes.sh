outcheck explain T101 T102
