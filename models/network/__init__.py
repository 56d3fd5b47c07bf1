"""The network that says what each printed character is: vocabulary, encoding, layers and decoding."""
