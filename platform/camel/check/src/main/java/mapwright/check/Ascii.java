package mapwright.check;

import java.util.ArrayList;
import java.util.List;

/** Output files are plain ASCII: some loaders read them in the machine's own charset and corrupt anything else. */
final class Ascii {
    private Ascii() {
    }

    /** One failure per line that holds a character beyond ASCII. */
    static List<Failure> check(String file, String text) {
        List<Failure> failures = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).chars().anyMatch(c -> c > 0x7e)) {
                failures.add(new Failure(file, i + 1, "a character is not ASCII"));
            }
        }
        return failures;
    }
}
