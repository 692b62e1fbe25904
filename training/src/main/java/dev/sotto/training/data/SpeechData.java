package dev.sotto.training.data;

/** Speech to train on or to be scored on: the samples of all clips, and what the decoder should say of each. */
public record SpeechData(SampleCache samples, TargetCache targets) {}
