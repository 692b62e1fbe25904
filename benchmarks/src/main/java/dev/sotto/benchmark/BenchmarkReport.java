package dev.sotto.benchmark;

/**
 * What {@code sotto benchmark --json} prints; the names are those of the JSON.
 *
 * @param streamsPerCore live streams, each encoded and decoded frame by frame, that one core carries
 * @param streamsPerCoreFiveFrames the same, five frames of a stream in one pass, as of a packet
 * @param streamsPerCoreBatched the same, a frame of each of 64 streams in one pass
 * @param partMicros of {@code microsPerFrame}: what each part takes on its own, one frame at a time
 * @param partMicrosFiveFrames the same, a frame, five in one pass
 * @param djlConv1dMicrosPerFrame the networks of one live stream in DJL, on the same weights; null where not measured
 * @param shareOfPeak multiply-adds of the convolutions of a live stream, of what the machine does in a plain loop
 * @param shareOfPeakFiveFrames the same of five frames in one pass
 * @param shareOfPeakBatched the same of a frame of each of 64 streams in one pass
 * @param bytesPerFrame allocated for a frame of a live stream
 * @param fileRealTimeFactor seconds of sound encoded in a second, on all cores
 * @param startUpMillis of {@code sotto encode} of 10 s, the whole process; null where the launcher is not known
 * @param memoryPerStreamKb of an encoder and a decoder, beside the weights, which all streams share
 */
record BenchmarkReport(
        double streamsPerCore,
        double streamsPerCoreFiveFrames,
        double streamsPerCoreBatched,
        MicrosPerFrame microsPerFrame,
        PartMicros partMicros,
        PartMicros partMicrosFiveFrames,
        Double djlConv1dMicrosPerFrame,
        double shareOfPeak,
        double shareOfPeakFiveFrames,
        double shareOfPeakBatched,
        double bytesPerFrame,
        double fileRealTimeFactor,
        Long startUpMillis,
        double memoryPerStreamKb,
        String jdk,
        String cpu) {

    /**
     * @param encode the median, quantizer included
     * @param decode the median
     * @param p50 of both together
     * @param p99 of both together
     */
    record MicrosPerFrame(double encode, double decode, double p50, double p99) {}

    /** Medians; what lies between the parts is in none of them. */
    record PartMicros(double analysis, double encoder, double quantizer, double decoder, double synthesis) {

        private String text() {
            return String.format(
                    "analysis %.0f, encoder %.0f, quantizer %.0f, decoder %.0f, synthesis %.0f us",
                    analysis, encoder, quantizer, decoder, synthesis);
        }
    }

    String summary() {
        MicrosPerFrame us = microsPerFrame;
        StringBuilder text = new StringBuilder();
        line(text, "machine", "%s, JDK %s", cpu, jdk);
        line(
                text,
                "a frame of a live stream",
                "%.0f us (encode %.0f, decode %.0f), p99 %.0f us",
                us.p50,
                us.encode,
                us.decode,
                us.p99);
        line(text, "of it", "%s", partMicros.text());
        line(text, "the same, five in one pass", "%s", partMicrosFiveFrames.text());
        line(
                text,
                "live streams a core",
                "%.0f; five frames a packet %.0f; 64 streams a pass %.0f",
                streamsPerCore,
                streamsPerCoreFiveFrames,
                streamsPerCoreBatched);
        line(text, "files, encoded on all cores", "%.0f x real time", fileRealTimeFactor);
        if (djlConv1dMicrosPerFrame != null) {
            line(
                    text,
                    "DJL (conv1d), same weights",
                    "%.0f us a frame, %.1f times ours",
                    djlConv1dMicrosPerFrame,
                    djlConv1dMicrosPerFrame / us.p50);
        }
        line(
                text,
                "convolutions",
                "%.0f, %.0f, %.0f %% of the machine's multiply-add peak",
                100 * shareOfPeak,
                100 * shareOfPeakFiveFrames,
                100 * shareOfPeakBatched);
        line(text, "allocated", "%.1f bytes a frame", bytesPerFrame);
        line(text, "memory", "%.0f KB a stream", memoryPerStreamKb);
        if (startUpMillis != null) {
            line(text, "sotto encode of 10 s", "%d ms, start-up included", startUpMillis);
        }
        return text.toString().stripTrailing();
    }

    private static void line(StringBuilder text, String name, String format, Object... values) {
        text.append(String.format("%-28s ", name))
                .append(String.format(format, values))
                .append(System.lineSeparator());
    }
}
