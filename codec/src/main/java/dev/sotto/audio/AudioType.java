package dev.sotto.audio;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.jflac.sound.spi.FlacAudioFileReader;
import org.jflac.sound.spi.FlacFormatConversionProvider;

/**
 * The kinds of audio file that are read, told by their first bytes, whatever their names: some {@code javax.sound}
 * provider takes any text for sound.
 */
enum AudioType {
    WAV("RIFF"),
    AIFF("FORM"),
    AU(".snd"),
    FLAC("fLaC"),
    MP3("ID3");

    private static final int MAGIC_LENGTH = 4;

    private final String magic;

    AudioType(String magic) {
        this.magic = magic;
    }

    /** Looks at the first bytes of {@code in} and puts them back. */
    static AudioType of(BufferedInputStream in, String name) throws IOException {
        in.mark(MAGIC_LENGTH);
        byte[] first = in.readNBytes(MAGIC_LENGTH);
        in.reset();
        if (first.length == 0) {
            throw new UnreadableAudioException(name + " is empty: there is no sound in it.");
        }
        String magic = new String(first, StandardCharsets.ISO_8859_1);
        for (AudioType type : values()) {
            if (magic.startsWith(type.magic)) {
                return type;
            }
        }
        if (first.length > 1 && first[0] == (byte) 0xff && (first[1] & 0xe0) == 0xe0) {
            return MP3;
        }
        throw new UnreadableAudioException(name + " is no audio file that can be read here (WAV, FLAC, MP3, AIFF or"
                + " AU): convert it to WAV, or give --raw RATE if it is bare 16-bit samples.");
    }

    /** Uncompressed samples of the sound in {@code in}. */
    AudioInputStream open(InputStream in, String name) throws IOException {
        try {
            if (this == FLAC) {
                return flac(in);
            }
            AudioInputStream sound = AudioSystem.getAudioInputStream(whole(in));
            AudioFormat format = sound.getFormat();
            return isPlain(format) ? sound : AudioSystem.getAudioInputStream(plain(format, 16), sound);
        } catch (UnsupportedAudioFileException | RuntimeException e) {
            // RuntimeException: what the providers do on damaged headers.
            throw new UnreadableAudioException(
                    name + " is damaged or an unusual kind of " + this + " file (" + AudioFiles.reason(e)
                            + "): convert it to 16-bit WAV.",
                    e);
        }
    }

    /** In memory where it is small, because it is compressed, and its provider cannot do with short reads. */
    private InputStream whole(InputStream in) throws IOException {
        return this == MP3 ? new ByteArrayInputStream(in.readAllBytes()) : in;
    }

    /** Straight to its provider: javax.sound looks for all of them again, in all jars, for each file. */
    private static AudioInputStream flac(InputStream in) throws IOException, UnsupportedAudioFileException {
        InputStream whole = new ByteArrayInputStream(FlacHeader.shorten(in.readAllBytes()));
        AudioInputStream sound = new FlacAudioFileReader().getAudioInputStream(whole);
        AudioFormat format = sound.getFormat();
        AudioInputStream plain = new FlacFormatConversionProvider()
                .getAudioInputStream(plain(format, format.getSampleSizeInBits()), sound);
        return format.getSampleSizeInBits() == Byte.SIZE ? unsigned(plain) : plain;
    }

    private static boolean isPlain(AudioFormat format) {
        AudioFormat.Encoding encoding = format.getEncoding();
        return encoding.equals(AudioFormat.Encoding.PCM_SIGNED)
                || encoding.equals(AudioFormat.Encoding.PCM_UNSIGNED)
                || encoding.equals(AudioFormat.Encoding.PCM_FLOAT);
    }

    /** What jFLAC gives for 8 bits, whatever it is asked for. */
    private static AudioInputStream unsigned(AudioInputStream bytes) {
        AudioFormat format = bytes.getFormat();
        AudioFormat unsigned = new AudioFormat(format.getSampleRate(), Byte.SIZE, format.getChannels(), false, false);
        return new AudioInputStream(bytes, unsigned, AudioSystem.NOT_SPECIFIED);
    }

    /** What to ask a decoder for: the bits that FLAC has, 16 where the format knows of none. */
    private static AudioFormat plain(AudioFormat format, int bits) {
        float rate = format.getSampleRate();
        int channels = format.getChannels();
        return new AudioFormat(
                AudioFormat.Encoding.PCM_SIGNED, rate, bits, channels, channels * bits / Byte.SIZE, rate, false);
    }
}
