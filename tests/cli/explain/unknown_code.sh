outcheck explain T11
