outcheck explain --policy nowhere T101
