outcheck policy check missing.yaml
