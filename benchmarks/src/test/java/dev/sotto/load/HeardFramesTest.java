package dev.sotto.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HeardFramesTest {

    private final HeardFrames heard = new HeardFrames(320);

    @Test
    void shouldCountWhatCameOnceAndWhatIsMissing() {
        heard.take(0, 160);
        heard.take(160, 480);
        // Again, with something new.
        heard.take(160, 800);
        assertEquals(0, heard.gaps());
        assertEquals(0, heard.lost(800));
        // Two frames are missing, then one at the end.
        heard.take(1440, 1760);
        assertEquals(1, heard.gaps());
        assertEquals(4, heard.frames());
        assertEquals(2, heard.lost(1760));
        assertEquals(3, heard.lost(1770));
        assertEquals(0, new HeardFrames(320).frames());
        assertEquals(1, new HeardFrames(320).lost(1));
    }
}
