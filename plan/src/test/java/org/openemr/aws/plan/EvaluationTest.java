package org.openemr.aws.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {

    private static final Evaluation EVALUATION = new Evaluation(name -> "<" + name + ">");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Ref': 'A'} | <A>",
                "{'Fn::GetAtt': ['A', 'Arn']} | <A>.Arn",
                "{'Fn::Join': ['-', ['a', {'Ref': 'B'}]]} | a-<B>",
                "{'Fn::Join': [',', {'Ref': 'List'}]} | Join(,,<List>)",
                "{'Fn::Sub': 'x-${A}-${B.Arn}-${!C}'} | x-<A>-<B>.Arn-${!C}",
                "{'Fn::Sub': ['x-${Y}', {'Y': {'Ref': 'A'}}]} | x-<A>",
                "{'Fn::Select': [1, {'Fn::Split': ['/', 'a/b/c']}]} | b",
                "{'Fn::Select': [1, {'Fn::GetAZs': ''}]} | zone-b",
                "{'Fn::Select': [0, {'Fn::GetAtt': ['A', 'Blocks']}]} | Select(0,<A>.Blocks)",
                "{'Fn::Cidr': [{'Ref': 'A'}, 2, 64]} | Cidr[<A>,2,64]"
            })
    void evaluates(String written, String value) {
        var node = Template.parse(written.replace("'", "\"")).json();

        assertThat(EVALUATION.of(node).asText().replace("\"", "")).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{'A': {'Ref': 'AWS::NoValue'}, 'B': [1, {'Ref': 'AWS::NoValue'}]} | {'B':[1]}"})
    void leavesOutWhatHasNoValue(String written, String value) {
        var node = Template.parse(written.replace("'", "\"")).json();

        assertThat(EVALUATION.of(node).toString().replace("\"", "'")).isEqualTo(value);
    }
}
