// Fern & Alder ORU
// Compiled by mapwright from legacy-exports/mirth/results/Fern & Alder ORU.xml, lines 1-838; do not edit.
// Mirth 3.12.0, id 9c3f4d4f-8de0-5d15-8966-5b6a779bbc25, sha256 of the export 00
// Elements: 704 = 346 lowered + 8 carried + 350 transport
// Statements: 0 = 0
package mappings

import groovy.transform.CompileStatic
import mapwright.LegacyError
import mapwright.Mapping
import mapwright.Node
import mapwright.Nodes

@CompileStatic
class FernAlderOru extends Mapping {

    /**
     * Source filter: rule 1 or (rule 2 and rule 3 and rule 4).
     * Rule 1 "Accept message if "PV1 - PV1.3 - PV1.3.1" equals 'FERN'", lines 456-465.
     * Rule 2 "Accept message if "PV1 - PV1.3 - PV1.3.1" equals 'ALDER'", lines 466-476.
     * Rule 3 "Accept message if "OBR - OBR.25 - OBR.25.1" equals 'F'", lines 477-487; MW2102 read-may-repeat.
     * Rule 4 "Result handling code is not blank (missing field passes)", lines 488-498; MW2101 missing-node-compared.
     */
    boolean sourceFilter() {
        return msg['PV1-3.1'] == 'FERN' ||
            (msg['PV1-3.1'] == 'ALDER' &&
            msg['OBR-25.1'] == 'F' &&
            msg.differs('OBR-49.1', ''))
    }

    /** Source transformer. */
    void sourceTransformer() {
        sourceStep1()
        sourceStep2()
        sourceStep3()
        sourceStep15()
        sourceStep22()
    }

    /** Step 1 "mrn", lines 56-65; MW2301 exception-swallowed. */
    void sourceStep1() {
        channelMap['mrn'] = msg.find('PID-3[1].1')
    }

    /** Step 2 "ageGroup", lines 66-75. */
    void sourceStep2() {
        channelMap['ageGroup'] = (0d < compare(substring(msg['PID-7.1'], 0d, 4d), '2010') ? 'CHILD' : 'TEEN')
    }

    /** Step 3 "parent", lines 76-85; MW2301 exception-swallowed. */
    void sourceStep3() {
        Node t1 = null
        String t2 = ''
        try {
            t1 = msg.at('NK1', 0)
            t2 = cat(t1.chain('NK1.2', 'NK1.2.1').text(), ', ', msg['NK1[1]-2.2'])
        } catch (LegacyError ignored) {
            t2 = ''
        }
        channelMap['parent'] = orDefault(t2, 'UNKNOWN')
    }

    /** Step 15 "tmp['PV1']['PV1.3']['PV1.3.1'] (out) <-- ['FERN', 'ALDER'][msg['PV1']['PV1.3']['PV1.3.1'].toString() == 'ALDER' ? 1 : 0]", lines 185-193, carried; MW3002 expression-carried. */
    void sourceStep15() {
        carried.run('source-step-14.js')
    }

    /** Step 22 "OBX", lines 257-369; MW2102 read-may-repeat. */
    void sourceStep22() {
        int i = 0
        Node t2 = null
        Node t3 = null
        Node t4 = null
        Node t5 = null
        Node t6 = null
        Node t7 = null
        Node t8 = null
        Node t9 = null
        Node t10 = null
        Node t11 = null
        Node t12 = null
        for (; i < msg.count('OBX'); i++) {
            if (tmp.missing('OBX', i)) {
                tmp.createSegment('OBX', i)
            }
            t2 = tmp.at('OBX', i)
            t2.chain('OBX.1', 'OBX.1.1').write(msg.at('OBX', i)['1.1'])
            if (tmp.missing('OBX', i)) {
                tmp.createSegment('OBX', i)
            }
            t3 = tmp.at('OBX', i)
            t3.chain('OBX.2', 'OBX.2.1').write(msg.at('OBX', i)['2.1'])
            if (tmp.missing('OBX', i)) {
                tmp.createSegment('OBX', i)
            }
            t4 = tmp.at('OBX', i)
            t4.chain('OBX.3', 'OBX.3.1').write(msg.at('OBX', i)['3.1'])
            if (tmp.missing('OBX', i)) {
                tmp.createSegment('OBX', i)
            }
            t5 = tmp.at('OBX', i)
            t5.chain('OBX.3', 'OBX.3.2').write(msg.at('OBX', i)['3.2'])
            if (tmp.missing('OBX', i)) {
                tmp.createSegment('OBX', i)
            }
            t6 = tmp.at('OBX', i)
            t6.chain('OBX.3', 'OBX.3.3').write(msg.at('OBX', i)['3.3'])
            if (tmp.missing('OBX', i)) {
                tmp.createSegment('OBX', i)
            }
            t7 = tmp.at('OBX', i)
            t7.chain('OBX.5', 'OBX.5.1').write(msg.at('OBX', i)['5.1'])
            if (tmp.missing('OBX', i)) {
                tmp.createSegment('OBX', i)
            }
            t8 = tmp.at('OBX', i)
            t8.chain('OBX.6', 'OBX.6.1').write(msg.at('OBX', i)['6.1'])
            if (tmp.missing('OBX', i)) {
                tmp.createSegment('OBX', i)
            }
            t9 = tmp.at('OBX', i)
            t9.chain('OBX.7', 'OBX.7.1').write(msg.at('OBX', i)['7.1'])
            if (tmp.missing('OBX', i)) {
                tmp.createSegment('OBX', i)
            }
            t10 = tmp.at('OBX', i)
            t10.chain('OBX.8', 'OBX.8.1').write(msg.at('OBX', i)['8.1'])
            if (tmp.missing('OBX', i)) {
                tmp.createSegment('OBX', i)
            }
            t11 = tmp.at('OBX', i)
            t11.chain('OBX.11', 'OBX.11.1').write(msg.at('OBX', i)['11.1'])
            if (tmp.missing('OBX', i)) {
                tmp.createSegment('OBX', i)
            }
            t12 = tmp.at('OBX', i)
            t12.chain('OBX.14', 'OBX.14.1').write(msg.at('OBX', i)['14.1'])
        }
    }

    /**
     * Destination 1 "Vellumed (Fern & Alder)" filter: rule 1 or rule 2.
     * Rule 1 "Any flag at all", lines 725-761; MW2102 read-may-repeat.
     * Rule 2 "Accept message if "$('ageGroup')" equals 'CHILD' or 'TEEN'", lines 762-773.
     */
    boolean d1Filter() {
        return d1Rule1() ||
            (js.looseEqual(js.lookup('ageGroup'), 'CHILD') || js.looseEqual(js.lookup('ageGroup'), 'TEEN'))
    }

    /** Rule 1 "Any flag at all", lines 725-761; MW2102 read-may-repeat. */
    boolean d1Rule1() {
        boolean t1 = false
        int i = 0
        for (; i < msg.count('OBX'); i++) {
            if (msg.at('OBX', i)['8.1'] != '' && msg.at('OBX', i)['11.1'] == 'F') {
                t1 = true
                break
            }
        }
        return t1
    }

    @Override
    boolean filter(int connector) {
        if (connector == 0) {
            return sourceFilter()
        }
        if (connector == 1) {
            return d1Filter()
        }
        return true
    }

    @Override
    void transform(int connector) {
        if (connector == 0) {
            sourceTransformer()
        }
    }

    @Override
    String template(int connector) {
        if (connector == 0) {
            return 'MSH|^~\\&|MRLLIS|MRL|||||ORU^R01|||2.5.1\rPID|1||^^^MRL^MR||^^^^||||\rPV1|1|O|^^^||||^^||||||||||||\rORC|RE|||\rOBR|1|||^^|||||||||||||||||||||\r'
        }
        return null
    }
}
