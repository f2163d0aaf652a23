package mapwright.check;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A method that a mapping may call.
 *
 * @param variable whether the last parameter takes any number of values of its type
 */
record Signature(String name, List<Type> parameters, boolean variable, Type result) {
    /** Whether the arguments fit. */
    boolean takes(List<Type> arguments) {
        return variable ? arguments.size() >= parameters.size() - 1 && all(arguments)
                : arguments.size() == parameters.size() && all(arguments);
    }

    /** How many arguments have exactly the parameter's type; the best fit among overloads has the most. */
    long exact(List<Type> arguments) {
        return IntStream.range(0, arguments.size()).filter(i -> arguments.get(i).equals(parameter(i))).count();
    }

    @Override
    public String toString() {
        return result + " " + name + parameters;
    }

    private boolean all(List<Type> arguments) {
        return IntStream.range(0, arguments.size()).allMatch(i -> arguments.get(i).fits(parameter(i)));
    }

    private Type parameter(int index) {
        return parameters.get(Math.min(index, parameters.size() - 1));
    }
}
