package dev.sotto.training.data;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import dev.sotto.BadInputException;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import dev.sotto.corpus.recording.SpeechFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;

/**
 * A corpus decoded once: 16-bit samples of all clips in files of at most 1 GiB, mapped into memory, and an index. Made
 * again when the corpus has changed.
 */
public final class SampleCache {

    private static final long SHARD_BYTES = 1L << 30;

    private final String checksum;
    private final List<Clip> clips;
    private final List<String> unreadable;
    private final List<ByteBuffer> shards;

    /** @param shard which file @param offset bytes into it @param length samples @param level RMS of its louder half */
    public record Clip(String path, int shard, int offset, int length, float level) {}

    /** @param checksum of all samples and of where they are cut; null in an index of before there was one */
    private record Index(String corpus, String checksum, List<String> unreadable, List<Clip> clips) {}

    private SampleCache(Path folder, Index index) throws IOException {
        this.checksum = index.checksum();
        this.clips = index.clips();
        this.unreadable = index.unreadable();
        this.shards = new ArrayList<>();
        for (int i = 0; i < shards(clips); i++) {
            try (FileChannel channel = FileChannel.open(shard(folder, i), StandardOpenOption.READ)) {
                shards.add(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                        .order(ByteOrder.LITTLE_ENDIAN));
            }
        }
    }

    /** @param progress told the number of files done */
    public static SampleCache open(Path folder, SpeechFolder corpus, int sampleRate, LongConsumer progress)
            throws IOException {
        Path file = folder.resolve("index.json");
        String signature = signature(corpus, sampleRate);
        Index index = Files.exists(file) ? readIndex(file) : null;
        if (index == null || !signature.equals(index.corpus()) || !isWhole(folder, index)) {
            Files.createDirectories(folder);
            index = decode(folder, corpus, signature, sampleRate, progress);
            Path written = Files.writeString(folder.resolve("index.json.new"), new Gson().toJson(index));
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
        if (index.clips().isEmpty()) {
            throw new BadInputException("no file in " + corpus.root() + " could be read as sound: the first says "
                    + index.unreadable().get(0));
        }
        return new SampleCache(folder, index);
    }

    private static Index readIndex(Path file) throws IOException {
        try {
            return new Gson().fromJson(Files.readString(file), Index.class);
        } catch (JsonParseException e) {
            return null;
        }
    }

    private static Index decode(
            Path folder, SpeechFolder corpus, String signature, int sampleRate, LongConsumer progress)
            throws IOException {
        List<Clip> clips = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        CRC32C checksum = new CRC32C();
        int shard = 0;
        long offset = 0;
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(shard(folder, shard)), 1 << 16);
        try {
            for (Path path : corpus.files()) {
                try {
                    Waveform waveform = AudioFiles.read(path);
                    byte[] pcm = Pcm16.toBytes(waveform.samples());
                    if (offset + pcm.length > SHARD_BYTES) {
                        out.close();
                        out = new BufferedOutputStream(Files.newOutputStream(shard(folder, ++shard)), 1 << 16);
                        offset = 0;
                    }
                    out.write(pcm);
                    checksum.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, pcm.length));
                    checksum.update(pcm);
                    String name = corpus.root().relativize(path).toString();
                    clips.add(new Clip(name, shard, (int) offset, waveform.length(), Levels.speech(waveform)));
                    offset += pcm.length;
                } catch (RuntimeException e) {
                    unreadable.add(e.getMessage());
                }
                progress.accept(clips.size() + unreadable.size());
            }
        } finally {
            out.close();
        }
        return new Index(signature, Long.toHexString(checksum.getValue()), unreadable, clips);
    }

    private static int shards(List<Clip> clips) {
        return clips.stream().mapToInt(Clip::shard).max().orElse(-1) + 1;
    }

    private static boolean isWhole(Path folder, Index index) throws IOException {
        if (index.checksum() == null || index.clips() == null || index.unreadable() == null) {
            return false;
        }
        for (Clip clip : index.clips()) {
            Path shard = shard(folder, clip.shard());
            if (!Files.exists(shard) || Files.size(shard) < clip.offset() + (long) Pcm16.BYTES * clip.length()) {
                return false;
            }
        }
        return true;
    }

    private static Path shard(Path folder, int number) {
        return folder.resolve(String.format("samples-%03d.s16le", number));
    }

    private static String signature(SpeechFolder corpus, int sampleRate) throws IOException {
        long hash = sampleRate;
        for (Path path : corpus.files()) {
            hash = 31 * hash + corpus.root().relativize(path).toString().hashCode();
            hash = 31 * hash + Files.size(path);
            hash = 31 * hash + Files.getLastModifiedTime(path).toMillis();
        }
        return corpus.files().size() + " files, " + Long.toHexString(hash);
    }

    /** Tells these clips from others, whatever the dates of their files. */
    String contents() {
        return clips.size() + " clips, checksum " + checksum;
    }

    public List<Clip> clips() {
        return clips;
    }

    /** Why files were left out, a sentence for each. */
    public List<String> unreadable() {
        return unreadable;
    }

    public double seconds(int sampleRate) {
        return clips.stream().mapToLong(Clip::length).sum() / (double) sampleRate;
    }

    /** Copies samples of a clip, times {@code gain}; what lies beyond its end stays as it is. */
    public void read(Clip clip, int from, float[] target, int offset, int length, float gain) {
        ByteBuffer bytes = shards.get(clip.shard());
        int available = Math.min(length, clip.length() - from);
        for (int i = 0; i < available; i++) {
            target[offset + i] = bytes.getShort(clip.offset() + 2 * (from + i)) * (gain / 32768f);
        }
    }
}
