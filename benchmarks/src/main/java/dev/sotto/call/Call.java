package dev.sotto.call;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import dev.sotto.corpus.recording.Corpus;
import dev.sotto.corpus.recording.RecordingFinder;
import dev.sotto.streams.topic.StreamId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * One person who speaks.
 *
 * @param id of the stream
 * @param partition that Kafka chooses for the id
 * @param pcm signed 16-bit little-endian, 16 kHz
 */
public record Call(String id, int partition, byte[] pcm) {

    /** Samples. */
    public int length() {
        return pcm.length / Pcm16.BYTES;
    }

    /** The samples from {@code from} up to the one before {@code end}, as they travel. */
    public byte[] piece(int from, int end) {
        return Arrays.copyOfRange(pcm, from * Pcm16.BYTES, end * Pcm16.BYTES);
    }

    public Waveform speech() {
        return new Waveform(Pcm16.toFloats(pcm), AudioFiles.SAMPLE_RATE);
    }

    /**
     * The clip in the jar, or the recordings of a folder.
     *
     * @param data null for the clip
     */
    public static Waveform speech(String data, double seconds) throws IOException {
        if (data == null) {
            return AudioFiles.defaultClip();
        }
        Corpus corpus = RecordingFinder.find(List.of(data));
        List<float[]> pieces = new ArrayList<>();
        int length = 0;
        int wanted = (int) (seconds * AudioFiles.SAMPLE_RATE);
        for (int i = 0; i < corpus.recordings().size() && length < wanted; i++) {
            pieces.add(AudioFiles.read(corpus.recordings().get(i).path()).samples());
            length += pieces.get(i).length;
        }
        float[] all = new float[length];
        int at = 0;
        for (float[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return new Waveform(all, AudioFiles.SAMPLE_RATE);
    }

    /**
     * Calls of the same speech, over and over, each from another place in it, of lengths that differ by a few samples;
     * spread evenly over the partitions.
     */
    public static List<Call> many(Waveform speech, int count, double seconds, int partitions) {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; calls.size() < count; i++) {
            String id = String.format("call-%04d", i);
            int partition = BuiltInPartitioner.partitionForKey(StreamId.write(id), partitions);
            if (partition != calls.size() % partitions) {
                continue;
            }
            calls.add(new Call(id, partition, say(speech, calls.size(), seconds)));
        }
        return calls;
    }

    /** One more, on the last of the partitions. */
    public static Call onLast(Waveform speech, int number, double seconds, int partitions) {
        for (int i = 0; ; i++) {
            String id = String.format("newcomer-%04d-%04d", number, i);
            if (BuiltInPartitioner.partitionForKey(StreamId.write(id), partitions) == partitions - 1) {
                return new Call(id, partitions - 1, say(speech, number, seconds));
            }
        }
    }

    private static byte[] say(Waveform speech, int number, double seconds) {
        byte[] clip = Pcm16.toBytes(speech.samples());
        // Not a multiple of a hop apart, so that no two calls have the same frames.
        int from = (int) ((long) number * 7919 % speech.length()) * Pcm16.BYTES;
        byte[] pcm = new byte[((int) (seconds * AudioFiles.SAMPLE_RATE) + 77 * number) * Pcm16.BYTES];
        for (int at = 0; at < pcm.length; ) {
            int source = (from + at) % clip.length;
            int length = Math.min(pcm.length - at, clip.length - source);
            System.arraycopy(clip, source, pcm, at, length);
            at += length;
        }
        return pcm;
    }
}
