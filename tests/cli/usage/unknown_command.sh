outcheck scna tables/
