// Kestrel Bay OML
// Compiled by mapwright from legacy-exports/mirth/orders/Kestrel Bay OML.xml, lines 1-935; do not edit.
// Mirth 4.2.0, id fbd72215-7308-53b8-a700-2b1fb35010de, sha256 of the export 00
// Elements: 772 = 248 lowered + 524 transport
// Statements: 0 = 0
package mappings

import groovy.transform.CompileStatic
import mapwright.LegacyError
import mapwright.Mapping
import mapwright.Node
import mapwright.Nodes

@CompileStatic
class KestrelBayOml extends Mapping {

    /**
     * Source filter: rule 1 and rule 2 and rule 3 and rule 4.
     * Rule 1 "Accept message if "MSH - MSH.9 - MSH.9.1" equals 'OML'", lines 327-336.
     * Rule 2 "Accept message if "MSH - MSH.9 - MSH.9.2" equals 'O21'", lines 337-347.
     * Rule 3 "Some order is new", lines 348-385.
     * Rule 4 "Every order has a code", lines 386-426.
     */
    boolean sourceFilter() {
        return msg['MSH-9.1'] == 'OML' &&
            msg['MSH-9.2'] == 'O21' &&
            sourceRule3() &&
            sourceRule4()
    }

    /** Rule 3 "Some order is new", lines 348-385. */
    boolean sourceRule3() {
        boolean t1 = false
        int i = 0
        for (; i < msg.count('ORC'); i++) {
            if (msg.at('ORC', i)['1.1'] == 'NW' || msg.at('ORC', i)['1.1'] == 'RP') {
                t1 = true
                break
            }
        }
        return t1
    }

    /** Rule 4 "Every order has a code", lines 386-426. */
    boolean sourceRule4() {
        boolean t1 = true
        int i = 0
        boolean t3 = false
        for (; i < msg.count('OBR'); i++) {
            t3 = false
            int j = 0
            for (; j < msg.at('OBR', i).count('4'); j++) {
                if (msg.at('OBR', i).at('4', j)['1'] != '') {
                    t3 = true
                    break
                }
            }
            if (!t3) {
                t1 = false
            }
        }
        return t1
    }

    /** Source transformer. */
    void sourceTransformer() {
        sourceStep1()
        sourceStep2()
        sourceStep3()
        sourceStep8()
        sourceStep9()
        sourceStep10()
    }

    /** Step 1 "mrn", lines 56-65; MW2301 exception-swallowed. */
    void sourceStep1() {
        channelMap['mrn'] = msg.find('PID-3[1].1')
    }

    /** Step 2 "ordered (a number)", lines 66-75; MW2302 number-in-map. */
    void sourceStep2() {
        channelMap['ordered'] = msg.count('OBR')
    }

    /** Step 3 "orderText", lines 76-85; MW2301 exception-swallowed. */
    void sourceStep3() {
        Object t1 = null
        try {
            t1 = js.plus(js.lookup('ordered'), ' tests')
        } catch (LegacyError ignored) {
            t1 = ''
        }
        channelMap['orderText'] = js.validate(t1, '')
    }

    /** Step 8 "Each order", lines 122-186; MW2301 exception-swallowed. */
    void sourceStep8() {
        List<Object> list1 = []
        int i = 0
        Node t3 = null
        Node t4 = null
        for (; i < msg.count('OBR'); i++) {
            list1.add(orDefault(msg.at('OBR', i).find('4.1'), '?'))
            if (msg.missing('OBR', i)) {
                msg.createSegment('OBR', i)
            }
            msg.at('OBR', i)['1.1'] = num((i + 1d))
            if (msg.missing('OBR', i)) {
                msg.createSegment('OBR', i)
            }
            t3 = msg.at('OBR', i)
            t3.chain('OBR.4', 'OBR.4.1').write(replaceAll(upper(msg.at('OBR', i)['4.1']), '^KB-', ''))
            if (msg.missing('OBR', i)) {
                msg.createSegment('OBR', i)
            }
            msg.at('OBR', i)['4.3'] = 'L'
            if (msg.missing('OBR', i)) {
                msg.createSegment('OBR', i)
            }
            t4 = msg.at('OBR', i)
            t4.chain('OBR.24', 'OBR.24.1').write(orDefault(msg.at('OBR', i)['24.1'], 'LAB'))
        }
        channelMap['codes'] = js.array(list1)
    }

    /** Step 9 "Each specimen", lines 187-227. */
    void sourceStep9() {
        int i = 0
        Node t2 = null
        for (; i < msg.count('SPM'); i++) {
            if (msg.missing('SPM', i)) {
                msg.createSegment('SPM', i)
            }
            msg.at('SPM', i)['1.1'] = num((i + 1d))
            if (msg.missing('SPM', i)) {
                msg.createSegment('SPM', i)
            }
            t2 = msg.at('SPM', i)
            t2.chain('SPM.4', 'SPM.4.1').write(replaceAll(replaceAll(orDefault(msg.at('SPM', i)['4.1'], 'BLD'), '^WB$', 'BLD'), '^URIN$', 'UR'))
        }
    }

    /** Step 10 "Molecular only with code", lines 228-241; MW2105 index-may-be-missing. */
    void sourceStep10() {
        if (msg['OBR[1]-24.1'] != 'MOL') {
            destinationSet.remove([2d])
        }
    }

    /**
     * Destination 2 "Molecular LIS" filter: rule 1.
     * Rule 1 "Accept message if "$('orderText')" contains 'tests'", lines 860-869.
     */
    boolean d2Filter() {
        return !js.looseEqual(js.call(js.lookup('orderText'), 'indexOf', 'tests'), -1d)
    }

    @Override
    boolean filter(int connector) {
        if (connector == 0) {
            return sourceFilter()
        }
        if (connector == 2) {
            return d2Filter()
        }
        return true
    }

    @Override
    void transform(int connector) {
        if (connector == 0) {
            sourceTransformer()
        }
    }
}
