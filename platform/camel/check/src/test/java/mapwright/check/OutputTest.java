package mapwright.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output folder that {@code mapwright.out} names, and the check of a folder itself. */
class OutputTest {
    @Test
    void theCompilersOutputIsGood() throws IOException {
        String folder = System.getProperty("mapwright.out");
        assumeTrue(folder != null, "no output of the compiler is checked: pass -Dmapwright.out=<absolute folder>");
        assertEquals("", lines(OutputCheck.check(Path.of(folder))));
    }

    @Test
    void theSampleFolderIsGood() throws Exception {
        assertEquals("", lines(OutputCheck.check(Path.of(getClass().getResource("/output").toURI()))));
    }

    /** Mappings as the compiler emits them, of invented connections; some are cut to the telling steps. */
    @Test
    void emittedMappingsAreGood() throws Exception {
        assertEquals("", lines(OutputCheck.check(Path.of(getClass().getResource("/emitted").toURI()))));
    }

    @Test
    void anEmptyFolderIsAFailure(@TempDir Path folder) throws IOException {
        assertFalse(OutputCheck.check(folder).isEmpty());
        assertFalse(OutputCheck.check(folder.resolve("missing")).isEmpty());
    }

    @Test
    void everyFileIsChecked(@TempDir Path folder) throws IOException {
        for (String file : List.of("mappings/A.groovy", "mappings/B.groovy", "routes/a.camel.yaml", "routes/b.camel.yaml")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.write(folder.resolve(file), new byte[] {(byte) 0xe9});
        }
        assertEquals(List.of("mappings/A.groovy", "mappings/B.groovy", "routes/a.camel.yaml", "routes/b.camel.yaml"),
                OutputCheck.check(folder).stream().map(Failure::file).distinct().toList());
    }

    private static String lines(List<Failure> failures) {
        return failures.stream().map(Failure::toString).collect(Collectors.joining("\n"));
    }
}
