package dev.sotto.audio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A folder as people have them: a small file of every kind that tools and recorders write, and of everything that can
 * be wrong with one.
 *
 * @param broken names of the files that cannot be used, and what the reason has to say of each
 * @param whole the others' names
 */
public record FolderOfKinds(Path path, Map<String, String> broken, Set<String> whole) {

    private static final int SAMPLES = 1600;

    /** Writes all of them. */
    public static FolderOfKinds write(Path folder) throws Exception {
        Map<String, String> broken = new LinkedHashMap<>();
        Map<String, byte[]> files = new LinkedHashMap<>(wholeFiles());
        Set<String> names = Set.copyOf(files.keySet());
        addBroken((name, bytes, reason) -> {
            files.put(name, bytes);
            broken.put(name, reason);
        });
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        return new FolderOfKinds(folder, broken, names);
    }

    private interface Broken {
        void add(String name, byte[] bytes, String reason);
    }

    private static double[] speech() {
        float[] samples = TestAudio.speech(1, SAMPLES / 16_000.0).samples();
        double[] speech = new double[samples.length];
        Arrays.setAll(speech, i -> samples[i]);
        return speech;
    }

    private static WavBuilder wav() {
        return new WavBuilder().integers(16, speech());
    }

    private static byte[] pcm(boolean big) {
        byte[] pcm = Pcm16.toBytes(TestAudio.speech(1, SAMPLES / 16_000.0).samples());
        for (int i = 0; big && i < pcm.length; i += 2) {
            byte low = pcm[i];
            pcm[i] = pcm[i + 1];
            pcm[i + 1] = low;
        }
        return pcm;
    }

    /** Blocks of ADPCM: heads of zeros, then nibbles that go up and down. */
    private static byte[] nibbles() {
        byte[] blocks = new byte[768];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = (byte) (i % 256 < 7 ? 0 : 0x11 * (i % 5) ^ (i % 3 == 0 ? 0x88 : 0));
        }
        return blocks;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = FolderOfKinds.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] part(byte[] file, double share) {
        return Arrays.copyOf(file, (int) (share * file.length));
    }

    private static byte[] changed(byte[] file, int at) {
        byte[] other = file.clone();
        other[at] ^= 1;
        return other;
    }

    private static Map<String, byte[]> wholeFiles() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        byte[] flac = resource("tone.flac");
        files.put("plain.wav", wav().build());
        files.put(
                "editor.wav",
                wav().chunkBefore("JUNK", new byte[28])
                        .chunkBefore("bext", new byte[603])
                        .build());
        files.put("extensible.wav", wav().extensible().build());
        files.put("large.wav", wav().magic("RF64").build());
        files.put(
                "big-endian.wav",
                new WavBuilder().magic("RIFX").integers(24, speech()).build());
        files.put(
                "broadcast.wav",
                new WavBuilder()
                        .chunkBefore("bext", new byte[603])
                        .channels(2)
                        .sampleRate(48_000)
                        .integers(24, speech())
                        .extensible()
                        .build());
        files.put("crashed.wav", wav().claimedLength(0).build());
        files.put(
                "wide.wav",
                new WavBuilder().integers(32, speech()).bits(24).width(4).build());
        files.put(
                "surround.wav",
                new WavBuilder()
                        .channels(6)
                        .sampleRate(96_000)
                        .integers(24, sixTimes(speech()))
                        .build());
        byte[] coded = part(pcm(false), 0.5);
        files.put("a-law.wav", new WavBuilder().format(6).bits(8).data(coded).build());
        files.put("mu-law.wav", new WavBuilder().format(7).bits(8).data(coded).build());
        files.put(
                "ima.wav",
                new WavBuilder().format(17).bits(4).width(256).data(nibbles()).build());
        files.put(
                "ms.wav",
                new WavBuilder().format(2).bits(4).width(256).data(nibbles()).build());
        files.put(
                "offset.aiff",
                AppleFilesTest.aiff("AIFF", AppleFilesTest.common(null, SAMPLES), AppleFilesTest.sound(pcm(true), 14)));
        files.put(
                "little-endian.aifc",
                AppleFilesTest.aiff(
                        "AIFC", AppleFilesTest.common("sowt", SAMPLES), AppleFilesTest.sound(pcm(false), 0)));
        files.put("sun.au", AppleFilesTest.au(true, 2 * SAMPLES, pcm(true)));
        files.put("apple.caf", AppleFilesTest.caf("lpcm", 2, 4 + 2 * SAMPLES, pcm(false)));
        files.put("tone.flac", flac);
        files.put("joined.flac", joined(resource("tone8.flac"), resource("tone8.flac")));
        files.put("tone.mp3", resource("tone.mp3"));
        files.put("speech.opus", new OggOpusBuilder(TestAudio.speech(2, 0.1)).build());
        return files;
    }

    private static double[] sixTimes(double[] sound) {
        double[] six = Arrays.copyOf(sound, 6 * sound.length);
        for (int i = sound.length; i < six.length; i++) {
            six[i] = six[i - sound.length];
        }
        return six;
    }

    private static void addBroken(Broken folder) throws Exception {
        byte[] flac = resource("tone.flac");
        folder.add("empty.wav", new byte[0], "is empty");
        folder.add("text.wav", "Dear diary, no sound. ".repeat(99).getBytes(StandardCharsets.US_ASCII), "no audio");
        folder.add("raw-like-mp3.wav", joined(new byte[] {-1, -5, -112, 0}, pcm(false)), "no audio file");
        folder.add("half.wav", part(wav().build(), 0.5), "is cut short");
        folder.add("silent.wav", new WavBuilder().build(), "holds no sound");
        folder.add("rate.wav", wav().sampleRate(1).build(), "1 Hz");
        folder.add("channels.wav", wav().channels(0).build(), "channels");
        folder.add("header.wav", part(wav().build(), 0.003), "");
        folder.add(
                "block.wav",
                new WavBuilder().format(17).bits(4).width(3).data(nibbles()).build(),
                "");
        folder.add("half.flac", part(flac, 0.5), "ends inside a frame");
        folder.add("scratched.flac", changed(flac, flac.length - 500), "is cut short or damaged");
        folder.add("other.flac", changed(flac, 30), "MD5");
        folder.add("promise.flac", changed(flac, 24), "promises");
        folder.add("text.flac", joined(part(flac, 0.005), new byte[900]), "");
        byte[] aiff =
                AppleFilesTest.aiff("AIFF", AppleFilesTest.common(null, SAMPLES), AppleFilesTest.sound(pcm(true), 0));
        folder.add("half.aiff", part(aiff, 0.5), "is cut short");
        folder.add("half.au", part(AppleFilesTest.au(true, 2 * SAMPLES, pcm(true)), 0.5), "is cut short");
        byte[] caf = AppleFilesTest.caf("lpcm", 2, 4 + 2 * SAMPLES, pcm(false));
        folder.add("half.caf", part(caf, 0.5), "is cut short");
        byte[] opus = new OggOpusBuilder(TestAudio.speech(2, 0.1)).build();
        folder.add("half.opus", part(opus, 0.5), "");
        folder.add("scratched.opus", changed(opus, opus.length / 2), "");
        folder.add("tag.mp3", new byte[] {'I', 'D', '3', 3, 0, 0, 0, 0, 9, 9, 0}, "before any sound");
        folder.add("noise.mp3", Pcm16.toBytes(TestAudio.noise(1, 0.1).samples()), "no audio file");
        // With ffmpeg and without: another sentence, but one.
        folder.add("half.m4a", joined(new byte[] {0, 0, 0, 24}, ascii("ftypM4A "), new byte[500]), "half.m4a");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
