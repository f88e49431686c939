outcheck help describe
