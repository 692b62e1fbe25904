package dev.sotto.service.demo;

import dev.sotto.audio.Waveform;

/**
 * What came of one stream that went the whole way.
 *
 * @param decoded as long as what was spoken; silence where something is missing
 * @param missing samples that never came
 * @param repeated samples that came again
 * @param cpuSeconds of the whole JVM while it was spoken and heard
 */
record Performance(Waveform decoded, long missing, long repeated, LatencyMeter latency, double cpuSeconds) {}
