package dev.sotto.audio;

import dev.sotto.audio.compressed.Mp3Reader;
import dev.sotto.audio.compressed.OpusReader;
import dev.sotto.audio.container.AiffFile;
import dev.sotto.audio.container.AuFile;
import dev.sotto.audio.container.CafFile;
import dev.sotto.audio.container.SoundReader;
import dev.sotto.audio.container.WavFile;
import dev.sotto.audio.flac.FlacReader;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a file is, by its bytes and never by its name.
 *
 * @param title what people call it
 * @param opener null for what only other programs read
 */
record AudioType(String title, Opener opener) {

    /** Opens a file of one type. */
    interface Opener {
        SoundReader open(InputStream in) throws IOException;
    }

    /** How far into a file it looks: a frame of FLAC that has lost its header fits. */
    private static final int HEAD_LENGTH = 1 << 16;

    private static final int TAG_HEADER_LENGTH = 10;

    private static final AudioType WAV = new AudioType("WAV", WavFile::open);
    private static final AudioType AIFF = new AudioType("AIFF", AiffFile::open);
    private static final AudioType AU = new AudioType("AU", AuFile::open);
    private static final AudioType CAF = new AudioType("CAF", CafFile::open);
    private static final AudioType FLAC = new AudioType("FLAC", FlacReader::open);
    private static final AudioType MP3 = new AudioType("MP3", Mp3Reader::open);
    private static final AudioType OPUS = new AudioType("Opus", OpusReader::open);

    /** A type's first bytes, and where in the file they are. */
    private record Sign(int offset, String bytes, AudioType type) {

        Sign(int offset, String bytes, String foreign) {
            this(offset, bytes, new AudioType(foreign, null));
        }

        boolean isIn(String head) {
            return head.startsWith(bytes, offset);
        }
    }

    private static final Sign[] SIGNS = {
        new Sign(0, "RIFF", WAV),
        new Sign(0, "RIFX", WAV),
        new Sign(0, "RF64", WAV),
        new Sign(0, "BW64", WAV),
        new Sign(0, "FORM", AIFF),
        new Sign(0, ".snd", AU),
        new Sign(0, "dns.", AU),
        new Sign(0, "caff", CAF),
        new Sign(0, "fLaC", FLAC),
        new Sign(0, "OggS", "Ogg"),
        new Sign(4, "ftyp", "MP4"),
        new Sign(0, "\u001aE\u00df\u00a3", "WebM or Matroska"),
        new Sign(0, "0&\u00b2u\u008ef\u00cf\u0011", "WMA"),
        new Sign(0, "#!AMR", "AMR"),
        new Sign(0, "NIST_1A", "NIST SPHERE"),
        new Sign(0, "riff.\u0091\u00cf\u0011", "Wave64"),
        new Sign(0, "wvpk", "WavPack"),
        new Sign(0, "MAC ", "Monkey's Audio"),
        new Sign(0, "TTA1", "True Audio"),
        new Sign(0, "Creative Voice File", "VOC"),
    };

    boolean isForeign() {
        return opener == null;
    }

    /** Looks at the bytes that come, and leaves them there, but for a tag (ID3) at the start. */
    static AudioType of(BufferedInputStream in, String name) throws IOException {
        byte[] head = head(in);
        boolean tagged = false;
        while (starts(head, "ID3") && head.length > TAG_HEADER_LENGTH) {
            tagged = true;
            skip(in, tagLength(head));
            head = head(in);
        }
        if (head.length == 0) {
            throw new UnreadableAudioException(
                    name + (tagged ? " ends before any sound in it begins." : " is empty: there is no sound in it."));
        }
        AudioType type = of(head);
        if (type == null) {
            throw new UnreadableAudioException(
                    name + " is no audio file that can be read here: convert it to WAV (ffmpeg"
                            + " -i FILE -ac 1 -ar 16000 OUT.wav), or give --raw RATE if it is bare 16-bit samples.");
        }
        return type;
    }

    private static byte[] head(BufferedInputStream in) throws IOException {
        in.mark(HEAD_LENGTH);
        byte[] head = in.readNBytes(HEAD_LENGTH);
        in.reset();
        return head;
    }

    /** As far as there is anything: a tag may claim more. */
    private static void skip(InputStream in, long length) throws IOException {
        try {
            in.skipNBytes(length);
        } catch (EOFException e) {
            // The next look finds nothing there, and says so.
        }
    }

    private static boolean starts(byte[] head, String magic) {
        return new String(head, 0, Math.min(head.length, magic.length()), StandardCharsets.ISO_8859_1).equals(magic);
    }

    /** Four times seven bits, and a footer as long as the header where bit 4 of the flags says so. */
    private static long tagLength(byte[] head) {
        int length = 0;
        for (int i = 6; i < TAG_HEADER_LENGTH; i++) {
            length = length << 7 | head[i] & 0x7f;
        }
        return length + (long) TAG_HEADER_LENGTH * ((head[5] & 0x10) != 0 ? 2 : 1);
    }

    /** Null for none of them. */
    private static AudioType of(byte[] head) {
        String text = new String(head, 0, Math.min(64, head.length), StandardCharsets.ISO_8859_1);
        for (Sign sign : SIGNS) {
            if (sign.isIn(text)) {
                return sign.bytes().equals("OggS") && OpusReader.begins(head) ? OPUS : sign.type();
            }
        }
        if (Mp3Reader.begins(head)) {
            return Mp3Reader.isKnown(head) ? MP3 : new AudioType("MPEG-2 of layer I or II", null);
        }
        if (isAdts(head)) {
            return new AudioType("AAC", null);
        }
        return FlacReader.begins(head) ? FLAC : null;
    }

    /**
     * Two frames of AAC as broadcasters send it (ISO 13818-7, 6.2): 12 bits sync, layer 0; 13 bits length at bit 30.
     */
    private static boolean isAdts(byte[] head) {
        int at = 0;
        for (int frame = 0; frame < 2; frame++) {
            if (at + 6 > head.length || head[at] != (byte) 0xff || (head[at + 1] & 0xf6) != 0xf0) {
                return false;
            }
            int length = (head[at + 3] & 3) << 11 | (head[at + 4] & 0xff) << 3 | (head[at + 5] & 0xff) >> 5;
            at += Math.max(7, length);
        }
        return true;
    }
}
