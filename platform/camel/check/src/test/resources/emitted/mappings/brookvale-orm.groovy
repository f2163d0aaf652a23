// Brookvale ORM
// Compiled by mapwright from legacy-exports/mirth/server-backup-2021.xml, lines 573-1182; do not edit.
// Mirth 3.12.0, id 5b92108b-f328-5611-a08d-1d01bcf2503a, sha256 of the export 00
// Elements: 501 = 38 lowered + 5 carried + 458 transport
// Statements: 3 = 3 carried
package mappings

import groovy.transform.CompileStatic
import mapwright.LegacyError
import mapwright.Mapping
import mapwright.Node
import mapwright.Nodes

@CompileStatic
class BrookvaleOrm extends Mapping {

    /**
     * Source filter: rule 1.
     * Rule 1 "Accept message if "MSH - MSH.9 - MSH.9.1" equals 'ORM'", lines 750-759.
     */
    boolean sourceFilter() {
        return msg['MSH-9.1'] == 'ORM'
    }

    /** Source transformer. */
    void sourceTransformer() {
        // The code templates in scope run first: see the carried files.
        sourceStep1()
        sourceStep2()
        sourceStep3()
        sourceStep4()
    }

    /** Step 1 "mrn", lines 628-637; MW2301 exception-swallowed. */
    void sourceStep1() {
        channelMap['mrn'] = msg.find('PID-3[1].1')
    }

    /** Step 2 "msg['MSH']['MSH.4']['MSH.4.1'] (in) <-- 'BROOKVALE'", lines 638-646. */
    void sourceStep2() {
        msg['MSH-4.1'] = 'BROOKVALE'
    }

    /** Step 3 "Fasting", lines 647-655, carried; MW3001 script-carried. */
    void sourceStep3() {
        carried.run('source-step-2.js')
    }

    /** Step 4 "msg['OBR']['OBR.4']['OBR.4.1'] (in) <-- msg['OBR']['OBR.4']['OBR.4.1'].toString().split('-')[1]", lines 656-664; MW2102 read-may-repeat. */
    void sourceStep4() {
        msg['OBR-4.1'] = js.validate(js.item(splitText(msg['OBR-4.1'], '-'), 1d), 'UNKNOWN')
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
}
