outcheck log shwo
