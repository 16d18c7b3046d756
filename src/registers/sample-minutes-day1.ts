import type { SampleMinutes } from './sample-minutes.ts';

/** The first day of the record of 25-26 August 2022, in its own words, slips included. */
export const FIRST_DAY: SampleMinutes = {
  opening: [
    {
      by: 'mc',
      text: 'Master of ceremony, Mr. Ratchapon Maneelek, officially started the meeting by introducing the chairs of the meeting and providing a brief overview of the agenda.',
    },
    {
      by: 'welcome',
      text: 'Official opening was provided by the Deputy Permanent Secretary of Ministry of Social Development and Human Security (MSDHS) of the Government of the Kingdom of Thailand.',
      points: [
        {
          by: 'welcome',
          text: 'Deputy Permanent Secretary of MSDHS, Ms. Ramrung Worawat, welcomed Cambodian delegates and emphasized the meeting is an excellent opportunity for both countries to review the draft SOP and consider existing opportunities for collaboration on Trafficking in Persons (TIP) in both countries.',
        },
        {
          by: 'welcome',
          text: 'Deputy Permanent Secretary, MSDHS, asserted the SOP will contribute to enhancing the cooperation between the Royal Government of Cambodia and Government of the Kingdom of Thailand. Thailand party approved the content of the SOP and agreed to discuss the input from Thailand party and to draft the Plan of Action of the SOP jointly with the Royal Government of Cambodia. The amendment was made to accommodate and ensure that both parties can work bilaterally under criminal justice systems of both countries more effectively.',
        },
        {
          by: 'welcome',
          text: 'Deputy Permanent Secretary, MSDHS of the Government of the Kingdom of Thailand, expressed appreciation to the Cambodia party for the congenial partnership.',
        },
      ],
    },
    {
      by: 'khmer',
      text: 'Opening was provided by Secretary of State of the Ministry of Interior and Permanent Vice Chairperson of the National Committee for Counter Trafficking of the Royal Government of Cambodia, Her Excellency (H.E) Chou Bun Eng.',
      points: [
        {
          by: 'khmer',
          text: 'H.E Chou Bun Eng, took the opportunity to express appreciation to the Government of the Kingdom of Thailand to facilitate and continue the discussions, after 17 months of relative silence due to the COVID-19 outbreak in both countries.',
        },
        {
          by: 'khmer',
          text: 'H.E Chou Bun Eng highlighted the evolving nature of the trafficking situation in the region and the need to provide support and facilitate access to justice for both victims.',
        },
        {
          by: 'khmer',
          text: 'H.E Chou Bun Eng, explained changes made from the Cambodia party and proposed those changes to the Thailand party for consideration.',
        },
        {
          by: 'khmer',
          text: 'H.E Chou Bun Eng expressed appreciation to the Government of Kingdom of Thailand, the International Organization for Migration (IOM) and all partners who have supported the process.',
        },
      ],
    },
    {
      by: 'mission',
      text: 'Remarks by Chief of Mission, IOM Thailand',
      points: [
        {
          by: 'mission',
          text: 'The Chief of Mission of IOM Thailand, Geraldine Ansart, provided her welcome remarks and expressed appreciation to the Government of the Kingdom of Thailand and the Royal Government of Cambodia for the strong partnership and efforts that have been taken to combat TIP and strengthen victim protection procedures. She summarized the overall objective of the program of this meeting to finalize the SOP on Law Enforcement Cooperation and draft the Plan of Action for the implementation of the SOP.',
        },
      ],
    },
  ],
  discussion: [
    {
      text: 'Meeting chairs from Royal Government of Kingdom presented the proposal to the Government of the Kingdom of Thailand for their feedback and response. The following points represent the proposed and agreed revisions from both parties.',
      points: [
        {
          text: 'Article 1 (Objective): Revise the wording and take the names of the countries out of the sentence since it is already in the title. Both parties agreed.',
          proposal: '2.1 a',
          outcome: 'agreed',
        },
        {
          text: 'Article 1 (Objective): Detailed changes from the Cambodia party are accepted by the Thailand party.',
          proposal: '2.1 b',
          outcome: 'agreed',
        },
        {
          text: 'Article 1 (Objective): Both countries agreed to delete the last paragraph of Article 1 which was proposed by the Cambodia party since both countries have ratified several conventions, not only the Palermo Protocol and the ASEAN Convention and Plan of Action against Trafficking in Persons.',
          proposal: '2.1 c',
          outcome: 'agreed',
        },
        {
          text: 'Article 2 (Central Cooperation Center): Both countries discussed the section heavily and agreed to insert "establish or assign". The full sentence will be changed to the following: "The parties agree to establish/assign a Central Cooperation Center for collaboration stated in the SOP between Parties and their internal agencies"',
          proposal: '2.1 d',
          outcome: 'agreed',
        },
        {
          text: 'Article 2 (Central Cooperation Center): The Thailand party rejected the proposal from the Cambodia party to include details of the agencies at the national level in Article 2. Both countries agreed to put the details of agencies in Annex 1.',
          proposal: '2.1 e',
          outcome: 'agreed',
        },
        {
          text: 'Article 3 (Competent Officials): Cambodia party proposed to delete the text. Thailand party rejected this proposal. Both countries agreed to keep the text. The article remains the same.',
          proposal: '2.1 f',
          outcome: 'kept',
        },
        {
          text: 'Article 4 (Victim Identification): Both countries agreed to remove the number (1) and use point 1 as a paragraph and Article 4.1 will start from 4.2',
          proposal: '2.1 g',
          outcome: 'agreed',
        },
        {
          text: 'Article 4 (Victim Identification): The proposal from the Cambodia party was rejected and both countries agreed to use the original text.',
          proposal: '2.1 h',
          outcome: 'kept',
        },
        {
          text: 'Article 4 (Victim Identification): Both countries agreed on the English editing, replacing the word "should" to "shall" throughout the document.',
          proposal: '2.1 i',
          outcome: 'agreed',
        },
        {
          text: 'Article 4.11: IOM suggested replacing the word "deported" to "returned" to ensure victim-centered approach in the document. Both countries agreed with the suggestion. The final wording for Article 4.11 will be: "In case a person is returned from one Party and subsequently identified as a victim of trafficking by the competent officials of the receiving Party, the competent officials of the receiving Party must notify the other Party of their finding and evidence accordingly. Following this, the offender shall be brought into the legal proceeding."',
          proposal: '2.1 j',
          outcome: 'agreed',
        },
        {
          text: 'Article 4.12. Both countries agreed to remove the clause "If the victim consents" and to add "taken into account the rights and benefits of the victims" at the end of the sentence. The complete article will be: "Competent officials of the destination countries shall contact and inform the suspected victim\'s Embassy to notify them about the case and to share relevant information on the case, taking into account the rights and benefits of the victims."',
          proposal: '2.1 k',
          outcome: 'agreed',
        },
        { text: 'Article 4.13: Remains the same.', proposal: '2.1 l', outcome: 'kept' },
        {
          text: 'Article 5: Proposal from the Cambodia party on 5.3 and 5.4 is accepted.',
          proposal: '2.1 m',
          outcome: 'agreed',
        },
        { text: 'Article 6-11: Remain the same, no changes.', proposal: '2.1 n', outcome: 'kept' },
        {
          text: 'The Royal Government of Cambodia proposed to the Government of the Kingdom of Thailand party to add Article 12. The Proposal was accepted with detailed wording, as follows:\n1. 12. Final Provision.\n2. Any of the Parties may request to terminate the enforcement of this Standard Operating Procedure at any time by notifying the other party in writing through a diplomatic channel. Such termination shall take effect within a period of 90 days after the other party receives the written notice.',
          proposal: '2.1 o',
          outcome: 'agreed',
        },
      ],
    },
  ],
  results: [
    {
      text: 'Both parties agreed to accept all the changes and discussions result at 15:47, Bangkok time.',
      outcome: 'agreed',
      time: '15:47',
    },
    {
      text: 'Both parties agreed to review the translation of the SOP both in Khmer and Thai language, as well as the signed English version.',
      outcome: 'agreed',
    },
    { text: 'Both parties signed the bilateral SOP on Law Enforcement Cooperation.', outcome: 'agreed' },
  ],
};
