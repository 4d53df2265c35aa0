package org.openemr.aws.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ContractsTest {

    @Test
    void aDeclarationPutsItselfIntoItsContract() {
        var contract = new Contract(Layer.DATA);

        var always = contract.output("one", "First");
        var sometimes = contract.optional("two", "Second");

        assertThat(contract.outputs()).containsExactly(always, sometimes);
        assertThat(always.always()).isTrue();
        assertThat(sometimes.always()).isFalse();
    }

    @Test
    void nothingIsDeclaredTwice() {
        var contract = new Contract(Layer.DATA);
        contract.output("one", "First");

        assertThatThrownBy(() -> contract.optional("one", "Again")).hasMessage("DataStack declares one twice");
    }

    @Test
    void everyLayerHasItsContract() {
        assertThat(Contracts.ALL).extracting(Contract::layer).containsExactly(Layer.values());
    }

    @Test
    void aValueIsFoundBelowItsDeploymentAndLayer() {
        assertThat(NetworkContract.VPC_ID.parameterName(Names.of("clinic")))
                .isEqualTo("/openemr/clinic/network/vpc-id");
        assertThat(NetworkContract.PRIVATE_SUBNET_IDS)
                .extracting(Output::name)
                .containsExactly("private-subnet-1-id", "private-subnet-2-id", "private-subnet-3-id");
    }
}
