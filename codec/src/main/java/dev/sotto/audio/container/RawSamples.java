package dev.sotto.audio.container;

import java.io.IOException;
import java.io.InputStream;

/** Bare signed 16-bit little-endian samples of one channel, without any header; half of one at the end is left out. */
public final class RawSamples {

    private RawSamples() {}

    public static SoundReader open(InputStream in, int sampleRate) throws IOException {
        SoundFormat format = SoundFormat.of(sampleRate, 1);
        SampleEncoding encoding = new SampleEncoding(SampleEncoding.Kind.SIGNED, Short.BYTES, false);
        return new PcmReader(new ByteCount(in, ByteCount.UNKNOWN), format.sampleRate(), 1, encoding);
    }
}
