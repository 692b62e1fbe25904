package dev.sotto.audio;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * The kinds of audio file that are read, told by their first bytes, whatever their names: some {@code javax.sound}
 * provider takes any text for sound.
 */
enum AudioType {
    WAV("RIFF"),
    AIFF("FORM"),
    AU(".snd"),
    FLAC("fLaC"),
    OGG("OggS"),
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
        throw new UnreadableAudioException(
                name + " is no audio file that can be read here (WAV, FLAC, Ogg Vorbis, MP3, AIFF"
                        + " or AU): convert it to WAV, or give --raw RATE if it is bare 16-bit samples.");
    }

    /** Uncompressed samples of the sound in {@code in}. */
    AudioInputStream open(InputStream in, String name) throws IOException {
        try {
            AudioInputStream sound = AudioSystem.getAudioInputStream(this == FLAC ? FlacHeader.shorten(in) : in);
            AudioFormat format = sound.getFormat();
            if (isPlain(format)) {
                return sound;
            }
            return AudioSystem.getAudioInputStream(plain(format), sound);
        } catch (UnsupportedAudioFileException | RuntimeException e) {
            // RuntimeException: what the providers do on damaged headers.
            throw new UnreadableAudioException(
                    name + " is damaged or an unusual kind of " + toString().toUpperCase(Locale.ROOT) + " file ("
                            + AudioFiles.reason(e) + "): convert it to 16-bit WAV.",
                    e);
        }
    }

    private static boolean isPlain(AudioFormat format) {
        AudioFormat.Encoding encoding = format.getEncoding();
        return encoding.equals(AudioFormat.Encoding.PCM_SIGNED)
                || encoding.equals(AudioFormat.Encoding.PCM_UNSIGNED)
                || encoding.equals(AudioFormat.Encoding.PCM_FLOAT);
    }

    /** What to ask a decoder for: the bits that FLAC has, 16 where the format knows of none. */
    private AudioFormat plain(AudioFormat format) {
        int bits = this == FLAC ? format.getSampleSizeInBits() : 16;
        float rate = format.getSampleRate();
        int channels = format.getChannels();
        return new AudioFormat(
                AudioFormat.Encoding.PCM_SIGNED, rate, bits, channels, channels * bits / Byte.SIZE, rate, false);
    }
}
