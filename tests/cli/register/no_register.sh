outcheck register list
