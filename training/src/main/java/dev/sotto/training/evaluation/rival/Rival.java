package dev.sotto.training.evaluation.rival;

import dev.sotto.audio.Waveform;
import java.io.IOException;

/** Another codec at one of its bitrates. Thread-safe. */
public interface Rival {

    /** Such as "Opus". */
    String family();

    /** With the bitrate or mode, such as "Opus 6". */
    String name();

    /**
     * Encodes and decodes.
     *
     * @param speech 16 kHz
     * @throws dev.sotto.training.evaluation.program.ProgramFailedException where its programs fail
     */
    Coded code(Waveform speech) throws IOException, InterruptedException;

    /**
     * @param heard 16 kHz, late by whatever the codec is late
     * @param payloadBytes of the coded audio alone, without a container
     */
    record Coded(Waveform heard, long payloadBytes) {}
}
