outcheck log show nowhere
