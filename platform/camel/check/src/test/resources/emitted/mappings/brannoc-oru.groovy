// Brannoc ORU
// Compiled by mapwright from legacy-exports/mirth/results/Brannoc ORU.xml, lines 1-693; do not edit.
// Mirth 3.4.2, id d6b217fb-9941-5f9a-bff6-d2bf93ea4b1a, sha256 of the export 00
// Elements: 490 = 103 lowered + 37 carried + 350 transport
// Statements: 24 = 24 carried
package mappings

import groovy.transform.CompileStatic
import mapwright.LegacyError
import mapwright.Mapping
import mapwright.Node
import mapwright.Nodes

@CompileStatic
class BrannocOru extends Mapping {

    /**
     * Source filter: rule 1 and rule 2.
     * Rule 1 "Accept message if "MSH - MSH.9 - MSH.9.1" equals 'ORU'", lines 335-368.
     * Rule 2 "Only final or corrected", lines 369-389, carried; MW3001 script-carried.
     */
    boolean sourceFilter() {
        return msg['MSH-9.1'] == 'ORU' &&
            sourceRule2()
    }

    /** Rule 2 "Only final or corrected", lines 369-389, carried; MW3001 script-carried. */
    boolean sourceRule2() {
        boolean t1 = carried.decide('source-rule-1.js')
        return t1
    }

    /** Source transformer. */
    void sourceTransformer() {
        sourceStep1()
        sourceStep2()
        // Step 3 "Set ids", lines 152-173, carried; MW3001 script-carried
        sourceStep4()
        sourceStep5()
        sourceStep6()
    }

    /** Step 1 "mrn", lines 61-97; MW2301 exception-swallowed. */
    void sourceStep1() {
        channelMap['mrn'] = msg.find('PID-3[1].1')
    }

    /** Step 2 "Flags and units", lines 98-151, carried; MW3001 script-carried. */
    void sourceStep2() {
        carried.run('source-step-1.js')
    }

    /** Step 4 "msg['MSH']['MSH.5']['MSH.5.1'] (in) <-- 'TARNMED'", lines 174-197. */
    void sourceStep4() {
        msg['MSH-5.1'] = 'TARNMED'
    }

    /** Step 5 "msg['MSH']['MSH.6']['MSH.6.1'] (in) <-- 'BRANNOC'", lines 198-221. */
    void sourceStep5() {
        msg['MSH-6.1'] = 'BRANNOC'
    }

    /** Step 6 "msg['OBR']['OBR.18']['OBR.18.1'] (in) <-- 'MRL/' + $('mrn')", lines 222-245. */
    void sourceStep6() {
        msg['OBR-18.1'] = js.validate(js.plus('MRL/', js.lookup('mrn')), '')
    }

    /** Response of destination 1 transformer. */
    void d1ResponseTransformer() {
        d1ResponseStep1()
    }

    /** Step 1 "Keep the answer", lines 532-549, carried; MW3001 script-carried. */
    void d1ResponseStep1() {
        carried.run('d1-response-step-0.js')
    }

    @Override
    boolean filter(int connector) {
        if (connector == 0) {
            return sourceFilter()
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
    void transformResponse(int connector) {
        if (connector == 1) {
            d1ResponseTransformer()
        }
    }
}
