package mapwright.check;

/**
 * Something wrong with an output file.
 *
 * @param file the file's name relative to the output folder
 * @param line counted from 1; 0 when the failure concerns the whole file
 * @param message what is wrong
 */
public record Failure(String file, int line, String message) {
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + message;
    }
}
