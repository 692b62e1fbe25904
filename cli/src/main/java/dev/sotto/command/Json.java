package dev.sotto.command;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/** How commands print JSON. */
final class Json {

    static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().serializeNulls().create();

    private Json() {}
}
