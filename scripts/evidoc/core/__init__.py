"""What every other package stands on: the model, values, findings, files, words."""
