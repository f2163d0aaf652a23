package mapwright.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The stored extract of the component catalogue is the one that the catalogue's jar gives. */
class CatalogueTest {
    private static final String VERSION = System.getProperty("mapwright.camel");
    private static final Path STORED = Path.of(System.getProperty("mapwright.catalogue"), "camel-" + VERSION + ".json");
    private static final int LARGEST = 240 * 1024;

    @Test
    void isUpToDate() throws IOException {
        String fresh = Catalogue.extract(VERSION);
        assertTrue(fresh.length() < LARGEST, () -> "the extract has " + fresh.length() + " characters");
        assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(fresh), "the extract is not ASCII");
        if (Boolean.getBoolean("mapwright.update")) {
            Files.writeString(STORED, fresh, StandardCharsets.US_ASCII);
        }
        assertEquals(Files.readString(STORED, StandardCharsets.US_ASCII), fresh, "run with -Dmapwright.update=true");
    }
}
