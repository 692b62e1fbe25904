package dev.sotto.spark;

import dev.sotto.corpus.recording.RecordingFinder;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What paths of Spark's become in rows. */
final class Paths implements Serializable {

    private static final long serialVersionUID = 1;
    private static final String LOCAL = "file:";

    /** Each ends with a slash. */
    private final ArrayList<String> roots = new ArrayList<>();

    /** @param paths whose common folder is the root if there is none */
    Paths(List<String> roots, List<String> paths) {
        for (String root : roots.isEmpty() ? List.of(common(paths)) : roots) {
            this.roots.add(local(root).replaceAll("/+$", "") + "/");
        }
    }

    /** A file of this machine as the command names it: {@code file:/data/a.wav} is {@code /data/a.wav}. */
    static String local(String path) {
        return path.startsWith(LOCAL) ? path.substring(LOCAL.length()).replaceFirst("^/+", "/") : path;
    }

    /** From its root on and without its extension, as {@code sotto tokenize} names rows. */
    String id(String path) {
        String name = local(path);
        for (String root : roots) {
            if (name.startsWith(root)) {
                return RecordingFinder.withoutExtension(name.substring(root.length()));
            }
        }
        return RecordingFinder.withoutExtension(name.substring(name.lastIndexOf('/') + 1));
    }

    private static String common(List<String> paths) {
        String common = null;
        for (String path : paths) {
            common = common == null ? folder(path) : common;
            while (!path.startsWith(common)) {
                common = folder(common.substring(0, common.length() - 1));
            }
        }
        return common == null ? "" : common;
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }
}
