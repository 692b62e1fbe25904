package dev.sotto.training.evaluation.rival;

import dev.sotto.training.evaluation.program.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rivals that this machine has.
 *
 * @param missing the programs that were looked for and not found
 */
public record Rivals(List<Rival> present, List<String> missing) {

    private static final List<String> OPUS_KBPS = List.of("6", "9", "12");
    private static final List<String> CODEC2_MODES = List.of("700C", "1300", "1600", "2400", "3200");
    private static final List<String> SPEEX_QUALITIES = List.of("1", "3");

    /** None, and none missed. */
    public static final Rivals NONE = new Rivals(List.of(), List.of());

    private interface Maker {
        Rival of(String setting, Path encoder, Path decoder);
    }

    public static Rivals found(Programs programs) {
        Rivals rivals = new Rivals(new ArrayList<>(), new ArrayList<>());
        rivals.add(programs, "opusenc", "opusdec", OPUS_KBPS, Rivals::opus);
        rivals.add(programs, "c2enc", "c2dec", CODEC2_MODES, Codec2Rival::new);
        rivals.add(programs, "speexenc", "speexdec", SPEEX_QUALITIES, Rivals::speex);
        return rivals;
    }

    private void add(Programs programs, String encoder, String decoder, List<String> settings, Maker maker) {
        Optional<Path> encoding = programs.find(encoder);
        Optional<Path> decoding = programs.find(decoder);
        if (encoding.isPresent() && decoding.isPresent()) {
            settings.forEach(setting -> present.add(maker.of(setting, encoding.get(), decoding.get())));
        } else {
            missing.add(encoder + "/" + decoder);
        }
    }

    private static Rival opus(String kbps, Path encoder, Path decoder) {
        return new OggRival(
                "Opus",
                "Opus " + kbps,
                encoder,
                List.of("--quiet", "--bitrate", kbps),
                decoder,
                List.of("--quiet", "--rate", "16000"));
    }

    private static Rival speex(String quality, Path encoder, Path decoder) {
        return new OggRival(
                "Speex", "Speex q" + quality, encoder, List.of("--wideband", "--quality", quality), decoder, List.of());
    }
}
