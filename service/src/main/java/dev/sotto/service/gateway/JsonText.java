package dev.sotto.service.gateway;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;

/** Text messages, as strict as can be: no message of ours says what was in one of theirs. */
final class JsonText {

    private static final TypeAdapter<JsonElement> ADAPTER = new Gson().getAdapter(JsonElement.class);

    private JsonText() {}

    /** @throws ProtocolException for anything but one JSON object */
    static JsonObject object(String text) {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(4);
        try {
            JsonElement element = ADAPTER.read(reader);
            if (element != null
                    && element.isJsonObject()
                    && reader.peek().name().equals("END_DOCUMENT")) {
                return element.getAsJsonObject();
            }
        } catch (IOException | JsonParseException | IllegalStateException e) {
            throw bad("this text is no JSON");
        }
        throw bad("a message of text is one JSON object");
    }

    static String string(JsonObject json, String field, String fallback) {
        JsonPrimitive value = primitive(json, field);
        if (value == null) {
            return fallback;
        }
        if (!value.isString()) {
            throw bad(field + " must be a string");
        }
        return value.getAsString();
    }

    static boolean bool(JsonObject json, String field, boolean fallback) {
        JsonPrimitive value = primitive(json, field);
        if (value == null) {
            return fallback;
        }
        if (!value.isBoolean()) {
            throw bad(field + " must be true or false");
        }
        return value.getAsBoolean();
    }

    static int integer(JsonObject json, String field, int fallback) {
        JsonPrimitive value = primitive(json, field);
        if (value == null) {
            return fallback;
        }
        String digits = value.isNumber() ? value.getAsString() : "";
        // Nothing that needs an exponent is a number of ours, and 1e999999999 would cost a gigabyte.
        if (digits.isEmpty() || digits.length() > 12 || digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0) {
            throw bad(field + " must be a whole number");
        }
        try {
            return new BigDecimal(digits).intValueExact();
        } catch (ArithmeticException e) {
            throw bad(field + " must be a whole number");
        }
    }

    private static JsonPrimitive primitive(JsonObject json, String field) {
        JsonElement value = json.get(field);
        if (value == null || value.isJsonNull()) {
            return null;
        }
        if (!value.isJsonPrimitive()) {
            throw bad(field + " must be a simple value");
        }
        return value.getAsJsonPrimitive();
    }

    private static ProtocolException bad(String message) {
        return new ProtocolException(CloseCode.BAD_MESSAGE, message);
    }
}
