outcheck completion bash | cmp - "$SOURCE/scripts/completion/outcheck.bash"
