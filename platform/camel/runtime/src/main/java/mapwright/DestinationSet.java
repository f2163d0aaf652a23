package mapwright;

import java.util.List;

/**
 * The destinations that still get the message; only source scripts may edit it. A destination is named by its
 * number (a double without a fraction) or its name.
 */
public interface DestinationSet {
    /** Takes one destination out; false when it was not in the set. */
    boolean remove(Object destination);

    /** Takes every listed destination out; false when none was in the set. */
    boolean remove(List<?> destinations);

    /** Keeps only this destination; an unknown one changes nothing and gives false. */
    boolean removeAllExcept(Object destination);

    /** Keeps only the listed destinations; a list without a known one empties the set. */
    boolean removeAllExcept(List<?> destinations);

    /** Empties the set; false when it was empty. */
    boolean removeAll();
}
