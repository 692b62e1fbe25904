package dev.sotto.audio;

import dev.sotto.NamedOutput;
import dev.sotto.audio.container.RawSamples;
import dev.sotto.audio.container.SoundReader;
import dev.sotto.audio.container.UnknownEncodingException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The door for sound: any recording becomes 16 kHz mono, and sound becomes 16-bit WAV.
 *
 * <p>Whatever is read lies on the steps of 16 bits ({@link Pcm16}), because that is how samples travel on a topic: so a
 * file gives the same tokens with Kafka and without. A 16-bit mono file of 16 kHz comes through exactly. What a header
 * promised and what came are compared.
 */
public final class AudioFiles {

    /** Hz of all sound that is read here. */
    public static final int SAMPLE_RATE = 16_000;

    private static final int BUFFER_LENGTH = 1 << 16;
    /** How far back it can go when a header turns out to be for others. */
    private static final int MAX_HEADER_LENGTH = 1 << 20;

    private static final float[] NOTHING = {};
    private static final int WAV_HEADER_LENGTH = 44;

    private AudioFiles() {}

    /** @throws UnreadableAudioException for a file that is missing, no sound, damaged, cut short or without a sample */
    public static Waveform read(Path path) {
        return readWhatIsThere(path).whole();
    }

    /**
     * Reads to the end; does not close.
     *
     * @param name what messages call it
     */
    public static Waveform read(InputStream in, String name) {
        return readWhatIsThere(in, name).whole();
    }

    /** As {@link #read(Path)}, but of a file that is cut short or damaged the sound up to there. */
    public static Reading readWhatIsThere(Path path) {
        if (Files.isDirectory(path)) {
            throw new UnreadableAudioException(path + " is a directory: name one audio file in it.");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return readWhatIsThere(in, path.toString());
        } catch (NoSuchFileException e) {
            throw new UnreadableAudioException("There is no file " + path + ": check the name and the folder.", e);
        } catch (IOException e) {
            throw new UnreadableAudioException("The file " + path + " cannot be read: " + reason(e) + ".", e);
        }
    }

    /** As {@link #read(InputStream, String)}, but of a file that is cut short or damaged the sound up to there. */
    public static Reading readWhatIsThere(InputStream in, String name) {
        return readWhatIsThere(in, name, OtherPrograms.INSTALLED);
    }

    static Reading readWhatIsThere(InputStream in, String name, OtherPrograms others) {
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER_LENGTH);
        try {
            AudioType type = AudioType.of(buffered, name);
            if (type.isForeign()) {
                return others.read(buffered, type.title(), name);
            }
            buffered.mark(MAX_HEADER_LENGTH);
            SoundReader reader;
            try {
                reader = type.opener().open(buffered);
            } catch (UnknownEncodingException e) {
                buffered.reset();
                return others.read(buffered, type.title() + " (" + reason(e) + ")", name);
            }
            // Nobody goes back any more: it need not keep what was read.
            buffered.mark(0);
            return collect(reader, name);
        } catch (IOException e) {
            throw new UnreadableAudioException(name + " cannot be read: " + reason(e) + ".", e);
        }
    }

    /**
     * Reads bare signed 16-bit little-endian mono samples to the end; half a sample at the end is left out.
     *
     * @param rate Hz
     */
    public static Waveform readRaw(InputStream in, int rate, String name) {
        try {
            return collect(RawSamples.open(in, rate), name).whole();
        } catch (IOException e) {
            throw new UnreadableAudioException(name + " cannot be read: " + reason(e) + ".", e);
        }
    }

    /** About ten seconds of speech from inside the jar; CREDITS.md beside it says whose. */
    public static Waveform defaultClip() {
        String name = "default.flac";
        try (InputStream in = AudioFiles.class.getResourceAsStream(name)) {
            return read(in, name);
        } catch (IOException e) {
            throw new UnreadableAudioException("The clip inside the jar cannot be read: " + reason(e) + ".", e);
        }
    }

    /** Writes 16-bit mono WAV, replacing a file of that name. */
    public static void writeWav(Waveform sound, Path path) throws IOException {
        try (OutputStream out = NamedOutput.open(path)) {
            writeWav(sound, out);
        }
    }

    /** Writes 16-bit mono WAV; does not close. */
    public static void writeWav(Waveform sound, OutputStream out) throws IOException {
        byte[] pcm = Pcm16.toBytes(sound.samples());
        ByteBuffer header = ByteBuffer.allocate(WAV_HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt(WAV_HEADER_LENGTH - 8 + pcm.length).put(ascii("WAVE"));
        header.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        header.putInt(sound.sampleRate()).putInt(sound.sampleRate() * Pcm16.BYTES);
        header.putShort((short) Pcm16.BYTES).putShort((short) (Pcm16.BYTES * Byte.SIZE));
        header.put(ascii("data")).putInt(pcm.length);
        out.write(header.array());
        out.write(pcm);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static Reading collect(SoundReader reader, String name) throws IOException {
        SampleBuffer collected = new SampleBuffer();
        RateConverter converter = null;
        int rate = 0;
        for (float[] piece = reader.read(); piece.length > 0; piece = reader.read()) {
            if (converter == null || reader.sampleRate() != rate) {
                collected.add(converter == null ? NOTHING : converter.end());
                rate = reader.sampleRate();
                converter = new RateConverter(rate, SAMPLE_RATE);
            }
            collected.add(converter.add(piece));
        }
        collected.add(converter == null ? NOTHING : converter.end());
        String shortfall = reader.shortfall();
        if (collected.length() == 0) {
            throw new UnreadableAudioException(
                    name + " holds no sound: " + (shortfall == null ? "there is no sample in it" : shortfall) + ".");
        }
        Waveform sound = new Waveform(Pcm16.toFloats(Pcm16.toBytes(collected.toArray())), SAMPLE_RATE);
        return new Reading(
                sound,
                shortfall == null
                        ? null
                        : name + " is cut short or damaged: " + shortfall
                                + "; copy or convert it again, or take what comes before (--accept-truncated of"
                                + " 'encode' and 'tokenize').");
    }

    static String reason(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        // It may quote the file.
        return message.replaceAll("\\p{Cntrl}", "?");
    }
}
