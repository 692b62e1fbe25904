package dev.sotto.load;

/**
 * What was measured of one case; the names are those of the JSON.
 *
 * @param latencyMs beyond the packet's duration, see {@link Latencies}
 * @param packets that the percentiles are of
 * @param complete whether all calls were heard to their ends
 * @param cores processors that the whole JVM kept busy: broker, both applications, all callers and listeners
 * @param encoderCores of these the encoder's threads, see {@link Cores}
 * @param decoderCores the decoder's
 * @param callsPerCore how many calls one core would carry, encoded and decoded, by the frames that were
 * @param recordsPerSecond of a call, packets of pauses and the stream's end included
 * @param payloadKbps of a call: packets alone
 * @param wireKbps of a call: what the encoder's producer sends and is answered
 * @param diskKbps of a call: what the topic of tokens takes, kept once
 */
record LoadRow(
        int calls,
        int framesPerPacket,
        int partitions,
        int lingerMs,
        String compression,
        Percentiles latencyMs,
        int packets,
        boolean complete,
        double cores,
        double encoderCores,
        double decoderCores,
        double callsPerCore,
        double recordsPerSecond,
        double payloadKbps,
        double wireKbps,
        double diskKbps) {

    record Percentiles(double p50, double p95, double p99, double max) {

        static Percentiles of(Latencies latencies) {
            return new Percentiles(
                    rounded(latencies.percentile(50)),
                    rounded(latencies.percentile(95)),
                    rounded(latencies.percentile(99)),
                    rounded(latencies.percentile(100)));
        }
    }

    static LoadRow of(
            LoadCase load,
            Latencies latencies,
            boolean complete,
            Cores cores,
            double frameRate,
            double recordsPerSecond,
            double payloadKbps,
            double wireKbps,
            double diskKbps) {
        Cores.Part encoder = cores.parts().get(0);
        Cores.Part decoder = cores.parts().get(1);
        return new LoadRow(
                load.calls(),
                load.framesPerPacket(),
                load.partitions(),
                load.lingerMs(),
                load.compression(),
                Percentiles.of(latencies),
                latencies.count(),
                complete,
                rounded(cores.all()),
                rounded(encoder.cores()),
                rounded(decoder.cores()),
                Math.round(1 / frameRate / (1 / encoder.frames() + 1 / decoder.frames())),
                rounded(recordsPerSecond),
                rounded(payloadKbps),
                rounded(wireKbps),
                rounded(diskKbps));
    }

    static double rounded(double value) {
        return Double.isNaN(value) ? -1 : Math.round(value * 100) / 100.0;
    }
}
