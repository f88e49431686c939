printf "%s\n" "id: mine" "title: Mine" "rulse: []" >bad.yaml
outcheck policy check bad.yaml
