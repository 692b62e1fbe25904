package dev.sotto.audio;

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
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * The door for sound: any file that {@link AudioType} names becomes 16 kHz mono, and sound becomes 16-bit WAV.
 *
 * <p>Whatever is read lies on the steps of 16 bits ({@link Pcm16}), because that is how samples travel on a topic: so a
 * file gives the same tokens with Kafka and without. A 16-bit mono file of 16 kHz comes through exactly. Of a file that
 * was cut short the sound that is there is read.
 */
public final class AudioFiles {

    /** Hz of all sound that is read here. */
    public static final int SAMPLE_RATE = 16_000;

    private static final int MIN_RATE = 4_000;
    private static final int MAX_RATE = 384_000;
    private static final int MAX_CHANNELS = 64;
    private static final int MARK_LIMIT = 1 << 16;
    private static final int PIECE_FRAMES = 8192;
    private static final int WAV_HEADER_LENGTH = 44;

    private AudioFiles() {}

    /** @throws UnreadableAudioException for a file that is missing, no sound, damaged or without a single sample */
    public static Waveform read(Path path) {
        if (Files.isDirectory(path)) {
            throw new UnreadableAudioException(path + " is a directory: name one audio file in it.");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return read(in, path.toString());
        } catch (NoSuchFileException e) {
            throw new UnreadableAudioException("There is no file " + path + ": check the name and the folder.", e);
        } catch (IOException e) {
            throw new UnreadableAudioException("The file " + path + " cannot be read: " + reason(e) + ".", e);
        }
    }

    /**
     * Reads to the end; does not close.
     *
     * @param name what messages call it
     */
    public static Waveform read(InputStream in, String name) {
        try {
            BufferedInputStream buffered = new BufferedInputStream(in, MARK_LIMIT);
            AudioType type = AudioType.of(buffered, name);
            AudioInputStream pcm = type.open(buffered, name);
            AudioFormat format = pcm.getFormat();
            requireSensible(format, name);
            return collect(new SampleReader(pcm), (int) format.getSampleRate(), name);
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
        AudioFormat format = new AudioFormat(rate, 16, 1, true, false);
        requireSensible(format, name);
        try {
            AudioInputStream pcm = new AudioInputStream(in, format, AudioSystem.NOT_SPECIFIED);
            return collect(new SampleReader(pcm), rate, name);
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
        try (OutputStream out = Files.newOutputStream(path)) {
            writeWav(sound, out);
        }
    }

    /** Writes 16-bit mono WAV; does not close. By hand, as javax.sound takes 0.1 s to start. */
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

    private static Waveform collect(SampleReader reader, int rate, String name) throws IOException {
        SampleBuffer collected = new SampleBuffer();
        RateConverter converter = new RateConverter(rate, SAMPLE_RATE);
        for (float[] piece = reader.read(PIECE_FRAMES); piece.length > 0; piece = reader.read(PIECE_FRAMES)) {
            collected.add(converter.add(piece));
        }
        collected.add(converter.end());
        if (collected.length() == 0) {
            throw new UnreadableAudioException(name + " holds no sound: its header is followed by no sample.");
        }
        return new Waveform(Pcm16.toFloats(Pcm16.toBytes(collected.toArray())), SAMPLE_RATE);
    }

    private static void requireSensible(AudioFormat format, String name) {
        float rate = format.getSampleRate();
        if (!(rate >= MIN_RATE && rate <= MAX_RATE)) {
            throw new UnreadableAudioException(String.format(
                    "%s claims a rate of %.0f Hz, where %d to %d can be read: it is damaged or no speech.",
                    name, rate, MIN_RATE, MAX_RATE));
        }
        if (format.getChannels() < 1 || format.getChannels() > MAX_CHANNELS) {
            throw new UnreadableAudioException(name + " claims " + format.getChannels() + " channels, where 1 to "
                    + MAX_CHANNELS + " can be read: it is damaged.");
        }
    }

    static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
