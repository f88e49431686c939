outcheck help policy
