package dev.sotto.service.command;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.BadInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupAgreementTest {

    private static final GroupAgreement FIVE = new GroupAgreement(Map.of("frames-per-packet", "5", "model", "1a2b"));
    private static final GroupAgreement ONE = new GroupAgreement(Map.of("frames-per-packet", "1", "model", "1a2b"));

    private static String member(GroupAgreement agreement) {
        return "sotto-encode" + agreement.suffix() + "-StreamThread-1-consumer";
    }

    @Test
    void shouldJoinThoseThatAreSetAlikeOrDoNotSay() {
        assertDoesNotThrow(
                () -> FIVE.require("sotto-encode", List.of(member(FIVE), "sotto-encode-StreamThread-2-consumer")));
    }

    @Test
    void shouldSayWhatDiffersAndWhoHasWhat() {
        String message = assertThrows(
                        BadInputException.class, () -> ONE.require("sotto-encode", List.of(member(FIVE), member(ONE))))
                .getMessage();
        assertTrue(message.contains("frames-per-packet is 5 there and 1 here"), message);
        assertTrue(message.contains(member(FIVE)), message);
        assertTrue(!message.contains("model is"), message);
    }

    @Test
    void shouldUnderstandNumbersOfAllKinds() {
        GroupAgreement low = new GroupAgreement(Map.of("pitch", "-3.5", "formants", "0.9"));
        GroupAgreement high = new GroupAgreement(Map.of("pitch", "3.5", "formants", "0.9"));
        assertTrue(member(low).matches("[A-Za-z0-9._-]+"), "no client id: " + member(low));
        assertDoesNotThrow(() -> low.require("sotto-decode", List.of(member(low))));
        String message = assertThrows(BadInputException.class, () -> high.require("sotto-decode", List.of(member(low))))
                .getMessage();
        assertTrue(message.contains("pitch is -3.5 there and 3.5 here"), message);
        assertTrue(!message.contains("formants is"), message);
    }
}
