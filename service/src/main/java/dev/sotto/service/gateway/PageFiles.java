package dev.sotto.service.gateway;

import dev.sotto.audio.AudioFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files of the page, all of them, by their paths. They are read once, from the jar; a path that is not in this
 * table leads nowhere.
 */
final class PageFiles {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private static final String[] NAMES = {
        "index.html",
        "page.css",
        "icon.svg",
        "main.js",
        "connection.js",
        "packet.js",
        "audio.js",
        "recorder.js",
        "player.js",
        "playout.js",
        "pictures.js",
        "figures.js",
        "view.js",
        "lives.js",
        "speaking.js",
        "hearing.js"
    };

    private final Map<String, PageFile> files = new LinkedHashMap<>();

    /** Bytes and their type. */
    record PageFile(String type, byte[] bytes) {}

    PageFiles() {
        for (String name : NAMES) {
            files.put("/" + name, new PageFile(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), resource(name)));
        }
        files.put("/", files.get("/index.html"));
        files.put("/clip.wav", new PageFile("audio/wav", clip()));
    }

    Map<String, PageFile> all() {
        return files;
    }

    private static byte[] resource(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream("page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks the page's file " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] clip() {
        ByteArrayOutputStream wav = new ByteArrayOutputStream();
        try {
            AudioFiles.writeWav(AudioFiles.defaultClip(), wav);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return wav.toByteArray();
    }
}
